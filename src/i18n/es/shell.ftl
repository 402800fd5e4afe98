# What the shell's commands print
