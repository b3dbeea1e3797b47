"""Languages built on several machines, and joined on one."""
