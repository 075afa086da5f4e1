"""Write trained weights as the model that the product reads with.

python -m training.export WEIGHTS OUT [--int8]
"""

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from training.alphabet import CHARACTERS
from training.head import FEATURES, Head


class Readable(nn.Module):
    """The head as the product calls it: lines x 384 x columns to shares that sum to one."""

    def __init__(self, head: Head) -> None:
        super().__init__()
        self.head = head

    def forward(self, features: Tensor) -> Tensor:
        shares: Tensor = self.head(features.transpose(1, 2)).softmax(2)
        return shares


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--int8", action="store_true")
    asked = parser.parse_args()
    saved = torch.load(asked.weights, weights_only=True)
    head = Head(len(CHARACTERS), saved["width"], saved["blocks"])
    head.load_state_dict(saved["weights"])
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "head.onnx"
        torch.onnx.export(
            Readable(head).eval(),
            (torch.zeros(1, FEATURES, 40),),
            str(draft),
            input_names=["features"],
            output_names=["shares"],
            dynamic_axes={
                "features": {0: "lines", 2: "columns"},
                "shares": {0: "lines", 1: "columns"},
            },
            opset_version=17,
            dynamo=False,
        )
        if asked.int8:
            from onnxruntime.quantization import QuantType, quantize_dynamic

            quantize_dynamic(draft, draft, weight_type=QuantType.QInt8, per_channel=False)
        model = onnx.load(draft)
    note = model.metadata_props.add()
    note.key, note.value = "characters", CHARACTERS
    note = model.metadata_props.add()
    note.key, note.value = "training", f"{saved['lines']} lines, {saved['step']} steps"
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, asked.out)
    print(asked.out, asked.out.stat().st_size)


if __name__ == "__main__":
    main()
