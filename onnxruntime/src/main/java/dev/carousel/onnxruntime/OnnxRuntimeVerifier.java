package dev.carousel.onnxruntime;

import dev.carousel.data.Inputs;
import dev.carousel.error.CarouselException;
import dev.carousel.interop.onnx.OnnxVerifier;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs exported files in ONNX Runtime, on one thread of the processor. Thread-safe. */
public final class OnnxRuntimeVerifier implements OnnxVerifier {
  /** Version 1.29.0 needs more than a megabyte of stack to begin; else the JVM crashes. */
  private static final long STACK = 16L << 20;

  /** A verifier that has started nothing yet. */
  public OnnxRuntimeVerifier() {}

  @Override
  public String name() {
    try {
      return onLargeStack(() -> "ONNX Runtime " + FileRun.version());
    } catch (NoClassDefFoundError missing) {
      throw CarouselException.failure("The jar of ONNX Runtime is missing, or does not start.")
          .expected("com.microsoft.onnxruntime:onnxruntime beside carousel-onnxruntime")
          .found(missing)
          .mend("add its jar to the class path, or to the folder of --plugins")
          .cause(missing)
          .build();
    } catch (Exception | LinkageError fault) {
      throw CarouselException.failure("ONNX Runtime does not start on this machine.")
          .expected("Linux, macOS or Windows, as its jar has native code for them")
          .found(fault)
          .mend("export without carousel-onnxruntime")
          .cause(fault)
          .build();
    }
  }

  @Override
  public Tensor outputs(Path file, Inputs inputs) {
    try {
      return onLargeStack(() -> new FileRun(file).outputs(inputs));
    } catch (Exception fault) {
      throw CarouselException.failure("ONNX Runtime does not run the file.")
          .expected("an ONNX file that 'carousel export' wrote")
          .found(String.valueOf(fault.getMessage()))
          .where(file)
          .cause(fault)
          .build();
    }
  }

  /** This class names no class of ONNX Runtime, so that it can tell that its jar is missing. */
  private static <T> T onLargeStack(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(null, task, "onnxruntime", STACK).start();
    try {
      return task.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw interrupted;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw failed.getCause() instanceof Exception fault ? fault : failed;
    }
  }
}
