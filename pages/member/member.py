from sgdash.language import say
from sgdash.show import member
from sgdash.show.page import open_page

member.show(open_page(say("Where I stand")))
