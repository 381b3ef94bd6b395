"""What a site is about, as values: notices and their kinds, registers, rule sets, screens, ledgers, time."""
