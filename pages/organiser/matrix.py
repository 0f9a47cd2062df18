from sgdash.language import say
from sgdash.show import matrix
from sgdash.show.page import open_page

matrix.show(open_page(say("Completion matrix")))
