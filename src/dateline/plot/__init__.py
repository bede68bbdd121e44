"""Charts of a report, of several, of a store or of a story: a time line, a map, and who acts on whom.

Each function gives an Altair chart, which a notebook shows and `save` writes as HTML, SVG or
PNG without any network. They need the extra `plot`.
"""

from dateline.plot.maps import map
from dateline.plot.networks import network
from dateline.plot.pages import save
from dateline.plot.timelines import timeline

__all__ = ["map", "network", "save", "timeline"]
