#!/usr/bin/env python3
"""Ctrl-C at any moment behind Tab drops the line, and the dialogue goes on."""

import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import Terminal

SMCOST, FOLDER = sys.argv[1:3]
STEP, TIMES = 0.0005, 30


def main():
    os.makedirs(FOLDER, exist_ok=True)
    dialogue = Terminal(SMCOST, FOLDER, "xterm")
    dialogue.wait_for("> ")
    for i in range(TIMES):
        dialogue.send("train ml.m5.\t")
        time.sleep(i * STEP)
        dialogue.send("\x03")
        dialogue.wait_for("^C")
        dialogue.send(f"{i} + 1000\r")
        dialogue.wait_for(f"{i + 1000} : number")
        dialogue.wait_for("> ")
    dialogue.send(":quit\r")
    if dialogue.end() != 0:
        sys.exit("the dialogue failed")


main()
