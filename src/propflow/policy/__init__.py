"""Policies: read from TOML, put together, and looked at for faults before anything is bound to them."""

from propflow.policy.lint import lint as lint
from propflow.policy.loading import built_in as built_in
from propflow.policy.loading import load as load
from propflow.policy.merging import Merge as Merge
from propflow.policy.merging import merged as merged
