"""States of translations, differences to their sources, and the exchange of PO and XLIFF files."""
