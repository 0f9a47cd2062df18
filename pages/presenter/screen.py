from sgdash.language import say
from sgdash.show import presenter
from sgdash.show.page import open_screen

presenter.show(open_screen(say("Presenter's screen")))
