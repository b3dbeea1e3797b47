"""What makes a site look like one team's own: colours, fonts, logo, links, and Material's settings for these."""
