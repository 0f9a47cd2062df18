from sgdash.language import say
from sgdash.show import inbox
from sgdash.show.page import open_page

inbox.show(open_page(say("Inbox")))
