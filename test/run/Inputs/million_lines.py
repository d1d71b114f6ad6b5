"""Writes a spec of a million metered lines at 0.000023 USD each."""
import sys

print(f"""use "{sys.argv[1]}"
region here
period 30 days
meter tick : Time
rates tick region here source list {{ 0.000023 USD/s }}
expect total == 23 USD""")
for _ in range(1_000_000):
    print("meter tick 1 s")
