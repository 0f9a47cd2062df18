from sgdash.language import say
from sgdash.show import sessions
from sgdash.show.page import open_page

sessions.show(open_page(say("Sessions")))
