package dev.carousel.cli.export;

import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.console.Unclosed;
import dev.carousel.data.source.npy.NpzWriter;
import dev.carousel.interop.pytorch.PyTorch;
import dev.carousel.io.Safetensors;
import dev.carousel.model.SavedModel;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Tensors by name. */
enum TensorFormat implements ExportFormat {
  SAFETENSORS(".safetensors") {
    @Override
    void write(OutputFile to, SavedModel model, NamedTensors tensors) {
      Safetensors.write(to.path(), tensors, model.description());
    }
  },
  NPZ(".npz") {
    @Override
    void write(OutputFile to, SavedModel model, NamedTensors tensors) {
      to.write("arrays", "--to", out -> writeArrays(out, tensors));
    }
  };

  private final String ending;

  TensorFormat(String ending) {
    this.ending = ending;
  }

  @Override
  public String ending() {
    return ending;
  }

  @Override
  public List<NameTable> names() {
    return List.of(NameTable.PYTORCH, NameTable.CAROUSEL);
  }

  abstract void write(OutputFile to, SavedModel model, NamedTensors tensors);

  @Override
  public Exported write(Exporting exporting) {
    SavedModel model = exporting.model().saved();
    NamedTensors tensors =
        exporting.names() == NameTable.PYTORCH
            ? PyTorch.stateDict(exporting.model().network().spec(), model.parameters())
            : model.parameters();
    write(exporting.to(), model, tensors);
    return ReadBack.tensors(exporting, exporting.to().path(), tensors.names().size());
  }

  private static void writeArrays(OutputStream out, NamedTensors tensors) throws IOException {
    try (NpzWriter arrays = new NpzWriter(new Unclosed(out))) {
      for (Map.Entry<String, Tensor> tensor : tensors.asMap().entrySet()) {
        arrays.tensor(tensor.getKey(), tensor.getValue());
      }
    }
  }
}
