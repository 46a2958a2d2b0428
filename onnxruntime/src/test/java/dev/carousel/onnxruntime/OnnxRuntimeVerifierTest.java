package dev.carousel.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Inputs;
import dev.carousel.interop.onnx.OnnxVerifier;
import dev.carousel.refusal.OnSomeMachines;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module is built only where its profile is chosen, so the page of bad inputs lacks it. */
@OnSomeMachines
class OnnxRuntimeVerifierTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void itIsFound() {
    List<ClassLoader> loaders = List.of(getClass().getClassLoader());
    OnnxVerifier found = OnnxVerifier.find(loaders).orElseThrow();
    assertInstanceOf(OnnxRuntimeVerifier.class, found);
    assertTrue(found.name().matches("ONNX Runtime \\d+\\.\\d+\\.\\d+"), found.name());
  }

  @Test
  void aFileThatIsNoGraphIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("model.onnx"), "no graph");
    Refusal.of(
        "no graph",
        () -> new OnnxRuntimeVerifier().outputs(file, Inputs.of(new float[] {1})),
        "ONNX Runtime does not run the file.",
        "where:    " + file);
  }

  /** As in a folder of plugins with one jar of the two. */
  @Test
  void theMissingJarIsNamed() throws Exception {
    List<URL> others = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      if (!entry.contains("onnxruntime-1")) {
        others.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(others.toArray(URL[]::new), new Delegate(getClass().getClassLoader()))) {
      OnnxVerifier alone =
          (OnnxVerifier)
              loader.loadClass(OnnxRuntimeVerifier.class.getName()).getConstructor().newInstance();
      Refusal.of(
          "carousel-onnxruntime without ONNX Runtime",
          alone::name,
          "The jar of ONNX Runtime is missing, or does not start.",
          "com.microsoft.onnxruntime:onnxruntime beside carousel-onnxruntime",
          "ai/onnxruntime/OrtEnvironment",
          "--plugins");
    }
  }

  /** All classes but those of this module and of ONNX Runtime. */
  private static final class Delegate extends ClassLoader {
    Delegate(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean isHidden =
          Arrays.stream(new String[] {"ai.onnxruntime.", "dev.carousel.onnxruntime."})
              .anyMatch(name::startsWith);
      if (isHidden) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
