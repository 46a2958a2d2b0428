package dev.carousel.fuzz;

import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Any bytes as what a jar says of its plugins: a manifest up to the first empty line, then a
 * service file of cells. An input that begins as a jar does is the jar. There are no classes in it,
 * so that nothing may be found.
 */
public final class PluginDescriptorFuzz {
  private static final int MOST_PROBLEMS = 200;
  private static final Path FOLDER = Hostile.folder("plugins");

  /** Carousel's classes without its plugins. */
  private static final ClassLoader APPLICATION =
      new ClassLoader(PluginDescriptorFuzz.class.getClassLoader()) {
        @Override
        public Enumeration<URL> getResources(String name) {
          return Collections.emptyEnumeration();
        }
      };

  private PluginDescriptorFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(PluginDescriptorFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    boolean isJar = input.length > 1 && input[0] == 'P' && input[1] == 'K';
    return Hostile.file("plugins/plugin.jar", isJar ? input : jar(input), file -> search());
  }

  private static void search() {
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(FOLDER), APPLICATION)) {
      Hostile.require(discovery.plugins().isEmpty(), discovery.plugins());
      Hostile.require(discovery.problems().size() <= MOST_PROBLEMS, discovery.problems().size());
      for (PluginProblem problem : discovery.problems()) {
        Hostile.requirePrintable(problem.toString());
        Hostile.require(problem.toString().contains("plugin.jar"), problem);
        Hostile.require(problem.toString().length() <= 4096, problem);
      }
    }
  }

  private static byte[] jar(byte[] input) {
    int end = 0;
    while (end + 1 < input.length && !(input[end] == '\n' && input[end + 1] == '\n')) {
      end++;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
      jar.setLevel(0);
      put(jar, "META-INF/MANIFEST.MF", Arrays.copyOf(input, Math.min(end + 1, input.length)));
      byte[] services = Arrays.copyOfRange(input, Math.min(end + 2, input.length), input.length);
      put(jar, PluginKind.CELL.serviceFile(), services);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}
