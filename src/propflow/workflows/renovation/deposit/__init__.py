"""
Deposits (装修押金): what was taken, deducted with a ground, and paid out to the payer.
"""
