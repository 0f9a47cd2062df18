from sgdash.language import say
from sgdash.show import overview
from sgdash.show.page import open_page

overview.show(open_page(say("The group at a glance")))
