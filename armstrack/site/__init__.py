"""Documents to a static site: pages, feeds, calendars, downloads, all of plain files."""
