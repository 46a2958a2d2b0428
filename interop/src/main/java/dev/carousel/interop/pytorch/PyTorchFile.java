package dev.carousel.interop.pytorch;

import dev.carousel.error.CarouselException;
import dev.carousel.interop.ForeignFile;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.interop.internal.FileBytes;
import dev.carousel.interop.internal.StoredTensor;
import dev.carousel.interop.internal.StridedTensor;
import dev.carousel.interop.internal.npz.NpzTensors;
import dev.carousel.interop.internal.pickle.PickleReader;
import dev.carousel.interop.internal.pickle.Pickled.Tensor;
import dev.carousel.interop.internal.pickle.StateDict;
import dev.carousel.interop.internal.zip.StoredZip;
import dev.carousel.interop.internal.zip.StoredZip.Entry;
import dev.carousel.io.Safetensors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens the files in which PyTorch keeps parameters: a state dict that {@code torch.save} wrote
 * (since PyTorch 1.6, an archive with a pickle), safetensors, or arrays of NumPy by the same names.
 * The content decides, not the name. Nothing in a file is run, and everything is checked against
 * the file's size before memory is taken for it.
 */
public final class PyTorchFile {
  /** The maximum size of the pickle: names and shapes of about a hundred thousand tensors. */
  static final long LARGEST_PICKLE = 1L << 24;

  private static final String PICKLE = "data.pkl";
  private static final String WAY_OUT =
      "in Python: torch.save(model.state_dict(), 'model.pt') with PyTorch 1.6 or newer";

  /** A pickle of protocol 2 or newer begins with this byte. */
  private static final int PROTO = 0x80;

  private PyTorchFile() {}

  /**
   * Opens a file and checks what is in it.
   *
   * @throws CarouselException if it is missing, damaged or no file of parameters: a whole model,
   *     TorchScript, or written before PyTorch 1.6
   */
  public static ForeignFile open(Path path) {
    return FileBytes.open(path, PyTorchFile::opened);
  }

  private static ForeignFile opened(FileBytes file) {
    if (StoredZip.isZip(file)) {
      return archive(file);
    }
    if (isPickle(file)) {
      throw CarouselException.failure(
              "The file was written before PyTorch 1.6, or is a bare pickle.")
          .expected("an archive that torch.save wrote, or safetensors")
          .found("a pickle")
          .where(file.path())
          .mend("load it in PyTorch and save it again: " + WAY_OUT)
          .build();
    }
    requireSafetensors(file);
    Safetensors.Layout layout = Safetensors.layout(file.path());
    List<ForeignTensor> tensors = new ArrayList<>();
    layout
        .tensors()
        .forEach(
            entry ->
                tensors.add(
                    new StoredTensor(
                        entry.name(), entry.dtype(), entry.shape(), file, entry.begin())));
    return new ForeignFile(file.path(), "safetensors", tensors, layout.metadata(), file);
  }

  /** A header of safetensors may begin with the same byte, as its length has 8 bytes. */
  private static boolean isPickle(FileBytes file) {
    if (file.size() < Long.BYTES) {
      return false;
    }
    long start = file.at(0, Long.BYTES).getLong();
    return (start & 0xFF) == PROTO && start >>> Integer.SIZE != 0;
  }

  /** What follows the length of a header of safetensors is JSON; other files are something else. */
  private static void requireSafetensors(FileBytes file) {
    if (file.size() > Long.BYTES && file.at(Long.BYTES, 1).get() != '{') {
      throw CarouselException.failure("The file is no file of PyTorch.")
          .expected("an archive that torch.save wrote, or safetensors")
          .found(
              "neither: its bytes begin with " + HexFormat.ofDelimiter(" ").formatHex(start(file)))
          .where(file.path())
          .mend(WAY_OUT)
          .build();
    }
  }

  private static byte[] start(FileBytes file) {
    return file.at(0, Long.BYTES).array();
  }

  private static ForeignFile archive(FileBytes file) {
    StoredZip zip = StoredZip.read(file);
    if (NpzTensors.isNpz(zip)) {
      List<ForeignTensor> arrays = NpzTensors.of(file, zip);
      return new ForeignFile(file.path(), "arrays of NumPy", arrays, Map.of(), file);
    }
    String folder = folder(file, zip);
    refuseScript(file, zip, folder);
    requireLittleEndian(file, zip, zip.entries().get(folder + "byteorder"));
    Entry pickle = zip.entries().get(folder + PICKLE);
    if (pickle == null || pickle.size() > LARGEST_PICKLE) {
      throw damaged(file, PICKLE + " of at most " + LARGEST_PICKLE + " bytes", "a larger one");
    }
    byte[] bytes = zip.bytes(pickle).array();
    Map<String, Tensor> found =
        StateDict.tensors(PickleReader.read(bytes, file.path()), file.path());
    List<ForeignTensor> tensors = new ArrayList<>();
    found.forEach((name, tensor) -> tensors.add(tensor(file, zip, folder, name, tensor)));
    return new ForeignFile(file.path(), "PyTorch archive", tensors, Map.of(), file);
  }

  /** The folder in the archive that holds everything, with its slash. */
  private static String folder(FileBytes file, StoredZip zip) {
    List<String> pickles =
        zip.entries().keySet().stream()
            .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
            .toList();
    if (pickles.size() != 1) {
      throw CarouselException.failure("The archive is no file of PyTorch.")
          .expected("one entry " + PICKLE)
          .found(pickles.isEmpty() ? "none" : String.join(", ", pickles))
          .where(file.path())
          .mend(WAY_OUT)
          .build();
    }
    return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
  }

  private static void refuseScript(FileBytes file, StoredZip zip, String folder) {
    boolean isScript =
        zip.entries().keySet().stream()
            .anyMatch(
                name -> name.equals(folder + "constants.pkl") || name.startsWith(folder + "code/"));
    if (isScript) {
      throw CarouselException.failure("The file is a TorchScript program, which is never run.")
          .expected("a state dict")
          .found("code in the archive")
          .where(file.path())
          .mend(
              "in Python: torch.save(torch.jit.load('"
                  + file.path().getFileName()
                  + "').state_dict(), 'model.pt')")
          .build();
    }
  }

  private static void requireLittleEndian(FileBytes file, StoredZip zip, @Nullable Entry order) {
    if (order == null || order.size() > 16) {
      return;
    }
    String word = new String(zip.bytes(order).array(), StandardCharsets.US_ASCII);
    if (!word.strip().equals("little")) {
      throw CarouselException.failure("The numbers in the file are in another order of bytes.")
          .expected("byteorder little")
          .found("byteorder " + word)
          .where(file.path())
          .mend("load it in PyTorch on a machine of today's kind, and save it again")
          .build();
    }
  }

  private static ForeignTensor tensor(
      FileBytes file, StoredZip zip, String folder, String name, Tensor tensor) {
    Entry data = zip.entries().get(folder + "data/" + tensor.storage().key());
    long bytes = tensor.storage().count() * tensor.storage().dtype().bytes();
    if (data == null || data.size() != bytes) {
      throw damaged(
          file,
          "the " + bytes + " bytes of '" + name + "'",
          data == null ? "none" : data.size() + " bytes");
    }
    zip.requireIntact(data);
    int[] shape = tensor.shape().stream().mapToInt(Long::intValue).toArray();
    long first = data.position() + tensor.offset() * tensor.storage().dtype().bytes();
    if (isInOrder(tensor)) {
      return new StoredTensor(name, tensor.storage().dtype(), shape, file, first);
    }
    int[] span = {span(tensor)};
    return new StridedTensor(
        new StoredTensor(name, tensor.storage().dtype(), span, file, first),
        shape,
        tensor.strides().stream().mapToLong(Long::longValue).toArray());
  }

  private static boolean isInOrder(Tensor tensor) {
    long expected = 1;
    for (int axis = tensor.shape().size() - 1; axis >= 0; axis--) {
      long extent = tensor.shape().get(axis);
      if (extent > 1 && tensor.strides().get(axis) != expected) {
        return false;
      }
      expected *= extent;
    }
    return true;
  }

  /** From the first element to the last, in elements. */
  private static int span(Tensor tensor) {
    long last = 0;
    for (int axis = 0; axis < tensor.shape().size(); axis++) {
      last += Math.max(0, tensor.shape().get(axis) - 1) * tensor.strides().get(axis);
    }
    return (int) (last + 1);
  }

  private static CarouselException damaged(FileBytes file, String expected, String found) {
    return CarouselException.failure("The archive of PyTorch is damaged.")
        .expected(expected)
        .found(found)
        .where(file.path())
        .mend("use another copy of the file")
        .build();
  }
}
