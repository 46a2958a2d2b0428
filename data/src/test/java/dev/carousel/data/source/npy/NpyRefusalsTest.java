package dev.carousel.data.source.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.source.Frames;
import dev.carousel.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyRefusalsTest {
  @TempDir Path folder;

  private static Refusal refused(String golden, String... parts) {
    return Refusal.of(golden, () -> Frames.read(NpySourceTest.golden(golden)), parts).says(golden);
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Refusal refused(byte[] content, String... parts) throws IOException {
    Path file = file("a.npy", content);
    return Refusal.of(() -> Frames.read(file), parts).says("a.npy");
  }

  private static byte[] array(String header, int bytes) {
    byte[] text = header.getBytes(ISO_8859_1);
    byte[] all =
        Arrays.copyOf(
            new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, 10 + text.length + bytes);
    all[8] = (byte) text.length;
    all[9] = (byte) (text.length >> 8);
    System.arraycopy(text, 0, all, 10, text.length);
    return all;
  }

  private static byte[] floats(String shape, int bytes) {
    return array("{'descr': '<f8', 'fortran_order': False, 'shape': (" + shape + "), }\n", bytes);
  }

  @Test
  void arraysThatFormNoTableAreRefused() {
    refused(
        "object.npy", "holds Python objects", "which only Python can read", "astype('float64')");
    refused("complex.npy", "type '<c16' are not read", "floats of 16, 32 or 64 bits");
    refused("fields.npy", "several fields", "numpy.savez(FILE, x=a['x']");
    refused("scalar.npy", "0 dimensions", "[rows, columns]");
    refused("four.npy", "4 dimensions", "(1, 1, 1, 1)", "reshape");
    refused("uneven.npz", "do not form a table", "the same first size", "x (3), y (4)");
  }

  @Test
  void whatIsNoArrayIsRefused() throws IOException {
    refused("a,b\n1,2\n".getBytes(ISO_8859_1), "not an array as NumPy saves it", "numpy.save");
    refused(new byte[0], "not an array as NumPy saves it");
    refused(array("{}", 0), "a header without type, order or shape");
    refused(floats("1 1,", 16), "a header with the shape (1 1,)");
    refused(Arrays.copyOf(floats("2,", 0), 20), "ends within its header");
    byte[] version = floats("2,", 16);
    version[6] = 9;
    refused(version, "version 9 of NumPy's format");
  }

  @Test
  void sizesMustAgreeWithTheFile() throws IOException {
    refused(floats("3,", 16), "not of the size of the file", "92 bytes", "found:    84");
    refused(floats("1,", 16), "not of the size of the file");
    refused(floats("0,", 0), "no rows", "x (0)");
    refused(floats("99999999999, 2", 16), "too many elements");
    refused(floats("2000000000, 2", 16), "too many elements", "at most 2147483631");
  }

  @Test
  void infiniteNumbersAreRefusedWithTheirPlace() throws IOException {
    byte[] content = floats("2, 2", 32);
    content[content.length - 1] = 0x7F; // big end of +infinity
    content[content.length - 2] = (byte) 0xF0;
    refused(content, "infinite number", "Infinity at [1, 1] (from 0)");
  }

  @Test
  void aColumnThatIsNotThereIsRefused() {
    Refusal.of(
        () ->
            Frames.read(
                NpySourceTest.golden("columns.npz"), Wanted.nothing().column("x", As.NUMBERS)),
        "no column 'x'",
        "t, x_0, x_1");
  }

  @Test
  void textThatIsNoNumberIsRefusedWhereNumbersAreWanted() {
    Refusal.of(
        () ->
            Frames.read(
                NpySourceTest.golden("sequences.npz"), Wanted.nothing().column("y", As.NUMBERS)),
        "not a finite number",
        "column 'y'",
        "'a'",
        "row 1");
  }

  @Test
  void damagedArchivesAreRefused() throws IOException {
    Path none = file("a.npz", "a,b\n1,2\n".getBytes(ISO_8859_1));
    Refusal.of(() -> Frames.read(none), "not an archive of arrays", "numpy.savez");
    Path other = file("b.npz", zip("readme.txt", "hello".getBytes(ISO_8859_1)));
    Refusal.of(() -> Frames.read(other), "not an array as NumPy saves it", "array 'readme.txt'");
    Path more = file("c.npz", zip("x.npy", floats("1,", 16)));
    Refusal.of(() -> Frames.read(more), "Bytes follow the array", "array 'x'");
    byte[] whole = zip("x.npy", floats("1000,", 8000));
    Path cut = file("d.npz", Arrays.copyOf(whole, whole.length / 3));
    Refusal.of(() -> Frames.read(cut), "a");
  }

  @Test
  void bombsAreRefusedBeforeTheyAreInflated() throws IOException {
    Path shape = file("a.npz", zip("x.npy", floats("200000000,", 8)));
    Refusal.of(() -> Frames.read(shape), "cannot be in this file", "(200000000)");
    Path zeros = file("b.npz", zip("x.npy", floats("1000000,", 8_000_000)));
    Refusal.of(
        () -> NpzSource.create().withHeap(1 << 20).read(zeros, Wanted.everything()),
        "does not fit into memory",
        "at most 1.0 MiB",
        "about 15.3 MiB");
    Refusal.of(
        () -> NpzSource.create().withHeap(1 << 20).read(zeros, Wanted.nothing()),
        "does not fit into memory");
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }
}
