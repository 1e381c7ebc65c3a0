"""Tags of a run that its assets go by: what a job asks for beyond its selection. Names only."""

RECHECK = "klyngekroner/recheck"  # look again at every release of the open year
REBUILD = "klyngekroner/rebuild"  # forget the warehouse first
