package dev.carousel.interop.internal.onnx.read;

import dev.carousel.error.CarouselException;
import dev.carousel.interop.internal.proto.ProtoReader;
import dev.carousel.io.InputFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads ONNX files, whoever wrote them. Nothing in a file is run. A large one is mapped into
 * memory, so that it takes no heap beside its parameters.
 */
public final class OnnxModelReader {
  /** A smaller file is read as a whole. */
  private static final int SMALL = 1 << 24;

  private OnnxModelReader() {}

  /**
   * Reads a network.
   *
   * @param module the name of its lowest recurrent node; null if there is one network
   * @throws CarouselException if the file is missing, damaged, or has parts that Carousel has not
   */
  public static OnnxNetwork read(Path file, @Nullable String module) {
    InputFiles.requireNoFolder("ONNX file", file);
    InputFiles.requireNoDevice(file);
    try {
      OnnxNetwork network = NetworkFinder.find(OnnxGraphFile.of(bytes(file)), module);
      network
          .parameters()
          .firstNonFinite()
          .ifPresent(
              blemish -> {
                throw new Unreadable("finite parameters", blemish, "use another copy of the file");
              });
      return network;
    } catch (ProtoReader.Malformed fault) {
      throw CarouselException.failure("The file is not an ONNX model, or it is damaged.")
          .expected("messages of Protocol Buffers, as onnx.proto has them")
          .found(String.valueOf(fault.getMessage()))
          .where(file)
          .mend("use another copy, or export the network again")
          .cause(fault)
          .build();
    } catch (Unreadable fault) {
      throw CarouselException.failure("The ONNX model cannot become a network of Carousel.")
          .expected(fault.expected())
          .found(String.valueOf(fault.getMessage()))
          .where(file)
          .mend(fault.mend())
          .cause(fault)
          .build();
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private static ByteBuffer bytes(Path file) throws IOException {
    long size = Files.size(file);
    if (size <= SMALL) {
      return ByteBuffer.wrap(InputFiles.readAtMost(file, SMALL));
    }
    if (size > Integer.MAX_VALUE) {
      throw new Unreadable(
          "a file of at most 2 GiB, the most that a message may have",
          size + " bytes",
          "shrink it");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
    }
  }
}
