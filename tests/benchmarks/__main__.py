"""``python -m tests.benchmarks``: all of them."""

from tests.benchmarks import build_one_article, reading_archives, startup, words_per_second

for benchmark in (startup, build_one_article, words_per_second, reading_archives):
    benchmark.main()
