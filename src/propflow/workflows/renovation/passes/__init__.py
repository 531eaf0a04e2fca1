"""
Worker passes (装修出入证): one for each listed worker, taken back at completion.
"""
