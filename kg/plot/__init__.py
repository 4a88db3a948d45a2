"""Pictures for print and screen, one kind a file; ``registry`` names them.

A picture computes where everything stands in points, then draws it on a ``sheet``; ``text`` measures and wraps, ``frame``
puts title, legend and source line around. Nothing of matplotlib's global state is used.
"""
