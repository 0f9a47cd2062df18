from sgdash.language import say
from sgdash.show import queue
from sgdash.show.page import open_page

queue.show(open_page(say("Review queue")))
