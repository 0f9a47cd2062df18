from sgdash.language import say
from sgdash.show import verdicts
from sgdash.show.page import open_page

verdicts.show(open_page(say("Verdicts")))
