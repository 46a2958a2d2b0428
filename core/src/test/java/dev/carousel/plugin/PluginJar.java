package dev.carousel.plugin;

import dev.carousel.spi.CellProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Builds a plugin jar from small sources, as a plugin's author would. */
final class PluginJar {
  private final Path work;
  private final List<String> services = new ArrayList<>();
  private final Manifest manifest = new Manifest();
  private Class<?> service = CellProvider.class;

  private PluginJar(Path work) {
    this.work = work;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  static PluginJar in(Path work) throws IOException {
    return new PluginJar(Files.createTempDirectory(work, "plugin"));
  }

  PluginJar version(String title, String version) {
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, title);
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    return this;
  }

  /** What its service file is named after; cells if not said. */
  PluginJar service(Class<?> service) {
    this.service = service;
    return this;
  }

  /** Adds an entry to the service file, without a class. */
  PluginJar entry(String className) {
    services.add(className);
    return this;
  }

  /** Adds a class that provides a cell of this id, and its entry. */
  PluginJar cell(String simpleName, String id) throws IOException {
    return cell(simpleName, id, "public " + simpleName + "() {}");
  }

  /** The same with further members. */
  PluginJar cell(String simpleName, String id, String members) throws IOException {
    return provider(simpleName, '"' + id + '"', members);
  }

  /** Adds a class that provides a cell and throws when asked for its id. */
  PluginJar cellThatThrows(String simpleName) throws IOException {
    return provider(simpleName, "String.valueOf(Integer.parseInt(\"no number\"))", "");
  }

  private PluginJar provider(String simpleName, String id, String members) throws IOException {
    return source(
            simpleName,
            """
            public final class %s implements dev.carousel.spi.CellProvider {
              %s
              public String id() { return %s; }
              public String description() { return "Test cell"; }
              public dev.carousel.spi.Cell create(dev.carousel.spi.Options options) {
                return step -> {};
              }
            }
            """
                .formatted(simpleName, members, id))
        .entry("thirdparty." + simpleName);
  }

  /** Adds a source file of the package {@code thirdparty}. */
  PluginJar source(String simpleName, String body) throws IOException {
    Path file = Files.createDirectories(work.resolve("src")).resolve(simpleName + ".java");
    Files.writeString(file, "package thirdparty;\n" + body);
    return this;
  }

  /** Writes the jar, and gives it back. */
  Path build(Path jar) throws IOException {
    Path classes = classes();
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> files = Files.walk(classes)) {
      files.filter(Files::isRegularFile).forEach(entry -> copy(classes, entry, out));
    }
    return jar;
  }

  /** Writes the classes and the service file into a folder, for a class path without jars. */
  Path classes() throws IOException {
    Path classes = Files.createDirectories(work.resolve("classes"));
    compile(classes);
    Path list = classes.resolve("META-INF/services/" + service.getName());
    Files.createDirectories(list.getParent());
    Files.write(list, services);
    return classes;
  }

  static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void compile(Path classes) throws IOException {
    Path sources = Files.createDirectories(work.resolve("src"));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null);
        Stream<Path> found = Files.list(sources)) {
      List<Path> all = found.toList();
      String classPath = System.getProperty("java.class.path");
      List<String> flags = List.of("-proc:none", "-cp", classPath, "-d", classes.toString());
      boolean compiled =
          all.isEmpty()
              || javac
                  .getTask(null, files, null, flags, null, files.getJavaFileObjectsFromPaths(all))
                  .call();
      if (!compiled) {
        throw new IllegalStateException("the test's own sources do not compile");
      }
    }
  }

  private static void copy(Path root, Path file, JarOutputStream out) {
    try {
      out.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
      Files.copy(file, out);
      out.closeEntry();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
