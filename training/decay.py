"""A learning rate that falls in a straight line to nothing, for trainers of Stanza that only know constant ones."""

from torch.optim import Optimizer
from torch.optim.optimizer import register_optimizer_step_pre_hook


def fall(steps: int, done: int = 0) -> None:
    """From now on every optimizer's rate falls from what it was built with to nothing at the `steps`th step,
    `done` of which have been made: the rates begin there at the same share of what they were built with.
    """
    step = done

    def before(optimizer: Optimizer, _args: object, _kwargs: object) -> None:
        nonlocal step
        step += 1
        for group in optimizer.param_groups:
            group["lr"] = optimizer.defaults["lr"] * max(0.01, 1 - step / steps)

    register_optimizer_step_pre_hook(before)
