from sgdash.language import say
from sgdash.show import presenting
from sgdash.show.page import open_page

presenting.show(open_page(say("Presenters")))
