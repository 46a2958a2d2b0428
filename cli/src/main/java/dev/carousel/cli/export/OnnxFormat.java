package dev.carousel.cli.export;

import dev.carousel.interop.onnx.OnnxExport;
import dev.carousel.interop.onnx.OnnxSettings;
import dev.carousel.model.SavedModel;
import java.util.List;

/** A graph of ONNX. */
enum OnnxFormat implements ExportFormat {
  ONNX;

  @Override
  public String ending() {
    return ".onnx";
  }

  @Override
  public List<NameTable> names() {
    return List.of(NameTable.CAROUSEL);
  }

  @Override
  public Exported write(Exporting exporting) {
    SavedModel model = exporting.model().saved();
    OnnxExport.write(
        model, exporting.session().plugins(), exporting.to().path(), OnnxSettings.usual());
    return ReadBack.check(exporting, this, model.parameters().names().size());
  }
}
