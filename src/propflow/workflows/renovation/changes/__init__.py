"""
Plan changes (装修方案变更): noted by owner and person responsible, approved by the works supervisor.
"""
