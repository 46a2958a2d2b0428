package dev.carousel.plugin;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds plugins: every provider that a service file names, first on the class path, then in the
 * jars of plugin folders. A plugin that cannot be used is left out with a {@link PluginProblem}
 * that names its jar. It is logged once as a warning and stops nothing else.
 *
 * <p>Ids are unique in their kind: the first plugin found is kept. The order is that of the class
 * path, then of the folders, then of the jars' names. The jars of a folder see each other and the
 * application, but not other folders.
 *
 * <p>Immutable and thread-safe. Closing it closes the jars; after that, plugins from folders cannot
 * load further classes.
 */
public final class PluginDiscovery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginDiscovery.class);

  private final List<Plugin<?>> plugins;
  private final List<PluginProblem> problems;
  private final ClassLoader application;
  private final List<URLClassLoader> folderLoaders;

  private PluginDiscovery(
      PluginSearch search, ClassLoader application, List<URLClassLoader> folderLoaders) {
    this.plugins = search.found();
    this.problems = search.problems();
    this.application = application;
    this.folderLoaders = List.copyOf(folderLoaders);
  }

  /** Searches the class path and the module path alone. */
  public static PluginDiscovery onClassPath() {
    return in(List.of());
  }

  /**
   * Searches the class path, then these folders.
   *
   * @throws CarouselException if a folder is missing or cannot be read
   */
  public static PluginDiscovery in(List<Path> folders) {
    return in(folders, PluginDiscovery.class.getClassLoader());
  }

  /**
   * Searches the class path of an application, then these folders.
   *
   * @param application the loader of the application's classes; parent of the folders' loaders
   * @throws CarouselException if a folder is missing or cannot be read
   */
  public static PluginDiscovery in(List<Path> folders, ClassLoader application) {
    List<List<Path>> jars = folders.stream().map(PluginDiscovery::jarsIn).toList();
    PluginSearch search = new PluginSearch();
    List<URLClassLoader> folderLoaders = new ArrayList<>();
    searchModules(search);
    searchAll(search, application, application::getResources);
    for (List<Path> folder : jars) {
      URLClassLoader loader = new URLClassLoader(readable(folder, search), application);
      folderLoaders.add(loader);
      searchAll(search, loader, loader::findResources);
    }
    PluginDiscovery discovery = new PluginDiscovery(search, application, folderLoaders);
    discovery.log();
    return discovery;
  }

  /** Modules name their providers in their descriptors. On the class path there is no layer. */
  private static void searchModules(PluginSearch search) {
    ModuleLayer layer = PluginDiscovery.class.getModule().getLayer();
    if (layer != null) {
      PluginKind.ALL.forEach(kind -> search.take(kind, layer));
    }
  }

  /** Where to look for service files: in a folder's own jars, not in those of its parent. */
  private interface ServiceFiles {
    Enumeration<URL> named(String name) throws IOException;
  }

  private static void searchAll(PluginSearch search, ClassLoader classes, ServiceFiles files) {
    for (PluginKind<?> kind : PluginKind.ALL) {
      try {
        for (URL file : Collections.list(files.named(kind.serviceFile()))) {
          search.take(kind, file, classes);
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(kind.serviceFile() + " cannot be searched for", unreadable);
      }
    }
  }

  private static List<Path> jarsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw CarouselException.usage("There is no plugin folder " + folder + ".")
          .expected("a folder that holds plugin jars")
          .found(Files.exists(folder) ? "a file" : "nothing of that name")
          .mend("create " + folder.toAbsolutePath() + " or name another folder")
          .build();
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.jar")) {
      stream.forEach(jars::add);
    } catch (IOException unreadable) {
      throw CarouselException.failure("The plugin folder " + folder + " cannot be read.")
          .found(unreadable)
          .mend("check its permissions")
          .cause(unreadable)
          .build();
    }
    jars.sort(Comparator.comparing(jar -> jar.getFileName().toString()));
    return jars;
  }

  private static URL[] readable(List<Path> jars, PluginSearch search) {
    List<URL> readable = new ArrayList<>();
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      try {
        Optional<String> fault = JarCheck.fault(jar);
        if (fault.isPresent()) {
          search.leaveOutJar(name, fault.get(), null);
        } else {
          readable.add(jar.toUri().toURL());
        }
      } catch (IOException
          | RuntimeException broken) { // a damaged jar meets either in java.util.jar
        String fault = "it cannot be read as a jar (" + broken.getMessage() + "); ";
        search.leaveOutJar(name, fault + "build or copy it again", broken);
      }
    }
    return readable.toArray(new URL[0]);
  }

  private void log() {
    problems.forEach(problem -> LOG.warn("{}", problem));
    plugins.forEach(p -> LOG.debug("Found the {} '{}' in {}", p.kind(), p.id(), p.source()));
  }

  /** Every plugin found, in the order of discovery. */
  public List<Plugin<?>> plugins() {
    return plugins;
  }

  /** What was left out and why, in the order of discovery. */
  public List<PluginProblem> problems() {
    return problems;
  }

  /**
   * The loaders of what was searched: the application's, then that of each folder. For services
   * that are no {@link PluginKind}.
   */
  public List<ClassLoader> loaders() {
    List<ClassLoader> all = new ArrayList<>(List.of(application));
    all.addAll(folderLoaders);
    return Collections.unmodifiableList(all);
  }

  /** Closes the jars of the plugin folders. */
  @Override
  public void close() {
    for (URLClassLoader loader : folderLoaders) {
      try {
        loader.close();
      } catch (IOException harmless) {
        LOG.debug("A plugin folder's jars could not be closed", harmless);
      }
    }
  }
}
