package dev.carousel.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Plugin jars, good and bad ones, built from small sources as a plugin's author would. */
final class PluginJars {
  private static final String SERVICE = "META-INF/services/dev.carousel.spi.CellProvider";

  private PluginJars() {}

  /**
   * A jar with one provider of a cell.
   *
   * @param constructor the body of its constructor
   * @param step the body of its cell's step
   */
  static void cell(Path jar, String name, String id, String constructor, String step)
      throws IOException {
    String source =
        """
        public final class %s implements dev.carousel.spi.CellProvider {
          public %s() { %s }
          public String id() { return "%s"; }
          public String description() { return "Test cell"; }
          public dev.carousel.spi.Cell create(dev.carousel.spi.Options options) {
            return s -> { %s };
          }
        }
        """
            .formatted(name, name, constructor, id, step);
    Path work = Files.createTempDirectory(jar.getParent(), "plugin");
    Path file = Files.writeString(work.resolve(name + ".java"), source);
    compile(file, work);
    try (JarOutputStream out = jar(jar)) {
      entry(out, SERVICE, name.getBytes(StandardCharsets.UTF_8));
      entry(out, name + ".class", Files.readAllBytes(work.resolve(name + ".class")));
    }
  }

  /** A jar whose service file names a class that is not there. */
  static void withoutClass(Path jar) throws IOException {
    try (JarOutputStream out = jar(jar)) {
      entry(out, SERVICE, "missing.Provider".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A file that is no jar. */
  static void broken(Path jar) throws IOException {
    Files.writeString(jar, "no jar at all");
  }

  private static JarOutputStream jar(Path jar) throws IOException {
    OutputStream file = Files.newOutputStream(jar);
    return new JarOutputStream(file);
  }

  private static void entry(JarOutputStream out, String name, byte[] content) {
    try {
      out.putNextEntry(new JarEntry(name));
      out.write(content);
      out.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Path source, Path classes) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      String classPath = System.getProperty("java.class.path");
      List<String> flags = List.of("-proc:none", "-cp", classPath, "-d", classes.toString());
      boolean compiled =
          javac.getTask(null, files, null, flags, null, files.getJavaFileObjects(source)).call();
      if (!compiled) {
        throw new IllegalStateException("the test's own sources do not compile");
      }
    }
  }
}
