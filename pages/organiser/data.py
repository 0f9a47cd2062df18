from sgdash.language import say
from sgdash.show import data
from sgdash.show.page import open_page

data.show(open_page(say("Data")))
