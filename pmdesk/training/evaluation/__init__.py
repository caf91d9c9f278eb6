"""What a nodule model reaches on patients that it never saw, beside what the readers reach among themselves."""

from pmdesk.training.evaluation.figures import Figure
from pmdesk.training.evaluation.segmentation import best_mask_threshold, dice
from pmdesk.training.evaluation.stacks_report import SegmentationReport, evaluate_stacks

__all__ = ["Figure", "SegmentationReport", "best_mask_threshold", "dice", "evaluate_stacks"]
