"""What a group wrote down: its program file, roster, attendance sheets and decisions.

`folder.read_program` opens a program's folder; `written` makes tables of it. Nothing is imported
here, so that collecting, which needs only `identity`, does not load the rest.
"""
