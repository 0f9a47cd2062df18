"""The words that reports and spreadsheets are written with, in English and Spanish.

Another language is a few words more in these tables: https://support.zoom.com, Google's and
Microsoft's help pages show the heads of the reports in each language.
"""

from collections.abc import Mapping
from functools import cache

from sgdash.program.spelling import bare

_COLUMNS = {
    "name": (
        "name, name (original name), user name, user name (original name), full name, member, "
        "participant, participant name, attendee, display name, student, "
        "nombre, nombre (nombre original), nombre de usuario, nombre de usuario (nombre original), "
        "nombre completo, participante, nombre del participante, asistente, miembro, alumno, "
        "estudiante"
    ),
    "first": "first name, given name, nombre de pila, primer nombre",
    "last": "last name, surname, family name, apellido, apellidos, apellido(s)",
    "email": (
        "email, e-mail, user email, email address, e-mail address, mail, correo, "
        "correo electronico, correo electronico del usuario, direccion de correo electronico, "
        "e-mail del usuario, email del usuario"
    ),
    "login": "login, github, github login, github user, usuario de github",
    "joined": (
        "join time, joined, joined at, first join, first join time, time joined, "
        "hora de entrada, hora de ingreso, hora de union, hora para unirse, "
        "hora a la que se unio, se unio a las, primera union, primera entrada, primer acceso, "
        "se unio por primera vez, entrada"
    ),
    "left": (
        "leave time, left, left at, last leave, last leave time, time exited, time left, "
        "hora de salida, hora de partida, hora para salir, hora a la que salio, "
        "hora a la que abandono la reunion, ultima salida, salio por ultima vez, salida"
    ),
    "minutes": (
        "minutes, duration (minutes), total duration (minutes), minutos, duracion (minutos), "
        "duracion total (minutos)"
    ),
    "duration": (
        "duration, in-meeting duration, total duration, time in meeting, duracion, "
        "duracion en la reunion, duracion de la reunion, duracion total, tiempo en la reunion"
    ),
    "attendance": "attendance, presence, status, asistencia, presencia, estado",
    "waiting": "in waiting room, en sala de espera, en la sala de espera",
    "action": "user action, action, accion del usuario, accion de usuario, accion",
    "at": "timestamp, marca de tiempo, marca de hora, fecha y hora",
}

_MEETING = {
    "starts": "start time, meeting start time, hora de inicio, hora de inicio de la reunion",
    "ends": (
        "end time, meeting end time, hora de finalizacion, hora de fin, hora final, "
        "hora de finalizacion de la reunion"
    ),
}

_PRESENCE = {
    "present": (
        "present, true, verdadero, yes, y, x, p, ok, here, attended, si, s, presente, asistio, "
        "✓, ✔, ✅, ☑"
    ),
    "absent": "absent, false, falso, no, n, a, -, –, —, ausente, falta, no asistio, ✗, ✘, ❌, ×",
    "late": "late, l, tarde, con retraso, retraso, llego tarde",
    "left early": "left early, se fue antes, salio antes",
    "partly": "partly, partial, parcial, en parte",
    "excused": "excused, e, justificado, justificada, excusado, excusada",
    "presented": "presented, presento, expuso, presento la sesion",
}

_BESIDE = (
    "total, totals, sum, %, notes, note, remarks, comments, group, role, id, no., #, email, "
    "total de sesiones, suma, notas, observaciones, comentarios, grupo, rol, n.o, no"
)

_ACTIONS = {
    "joined": "joined, se unio, se ha unido, unido, entro",
    "before": "joined before, se unio antes, se ha unido antes, unido antes",
    "left": "left, salio, ha salido, abandono, se fue, abandono la reunion",
}


@cache
def _table(name: str) -> Mapping[str, str]:
    tables = {
        "columns": _COLUMNS,
        "meeting": _MEETING,
        "presence": _PRESENCE,
        "actions": _ACTIONS,
    }
    return {
        word: field for field, words in tables[name].items() for word in words.split(", ") if word
    }


def column(head: str) -> str | None:
    """What a column holds by its head: name, email, joined, minutes, …; None if not known."""
    return _table("columns").get(bare(head).rstrip(":"))


def beside(head: str) -> bool:
    """Whether a column is known to say nothing of presence, such as a total."""
    return bare(head) in _BESIDE.split(", ")


def of_meeting(head: str) -> str | None:
    """`starts` or `ends` for the head of a meeting's own start or end."""
    return _table("meeting").get(bare(head).rstrip(":"))


def presence(cell: str) -> str | None:
    """The word of presence that a cell means; None if it is none."""
    return _table("presence").get(bare(cell).rstrip("."))


def action(cell: str) -> str | None:
    """`joined`, `before` (the list begins) or `left`, for a line of a log."""
    return _table("actions").get(bare(cell))
