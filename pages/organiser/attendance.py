from sgdash.language import say
from sgdash.show import attendance
from sgdash.show.page import open_page

attendance.show(open_page(say("Attendance")))
