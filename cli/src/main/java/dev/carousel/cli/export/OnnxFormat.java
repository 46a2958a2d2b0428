package dev.carousel.cli.export;

import dev.carousel.interop.onnx.OnnxExport;
import dev.carousel.interop.onnx.OnnxSettings;
import dev.carousel.interop.onnx.OnnxVerifier;
import dev.carousel.model.SavedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
    Path file = exporting.to().path();
    Optional<OnnxVerifier> verifier = OnnxVerifier.find(exporting.session().loaders());
    verifier.ifPresent(OnnxVerifier::name); // one that does not start is told before anything else
    OnnxExport.write(model, exporting.session().plugins(), file, OnnxSettings.usual());
    return ReadBack.graph(exporting, file, model.parameters().names().size(), verifier);
  }
}
