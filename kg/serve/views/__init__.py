"""What pages show: functions of a store and a page's parameters, each run in a worker process under its limits."""
