"""目録: the forty tasks whose keys are counted."""

from tests.keycount import tasks_ask, tasks_day, tasks_desk, tasks_trouble

CATALOGUE = (*tasks_ask.TASKS, *tasks_desk.TASKS, *tasks_trouble.TASKS, *tasks_day.TASKS)
