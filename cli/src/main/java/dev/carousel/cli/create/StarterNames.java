package dev.carousel.cli.create;

import dev.carousel.error.CarouselException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * The names within a project.
 *
 * @param id by which Carousel finds the plugin: my-cell
 * @param classes what the names of its classes begin with: MyCell, without the word for the kind
 * @param pack the Java package
 */
record StarterNames(String id, String classes, String pack) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern PART = Pattern.compile("[a-z][a-z0-9_]*");

  /**
   * The names that follow from an id.
   *
   * @throws CarouselException if the id or the package cannot be one
   */
  static StarterNames of(StarterKind kind, String id, String pack) {
    requireId(kind, id);
    requirePackage(kind, pack);
    String suffix = "-" + kind.word();
    String stem = id.endsWith(suffix) ? id.substring(0, id.length() - suffix.length()) : id;
    String classes =
        Stream.of(stem.split("-"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    StarterNames names = new StarterNames(id, classes, pack);
    requireOwnClass(kind, names);
    return names;
  }

  /** The package that is taken if none is named. */
  static String usualPackage(StarterKind kind, String id) {
    String part = id.replace("-", "");
    return "com.example." + (SourceVersion.isKeyword(part) ? part + kind.word() : part);
  }

  /** The class of the plugin itself. */
  String plugin(StarterKind kind) {
    String word = kind.word();
    return classes + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static void requireId(StarterKind kind, String id) {
    if (!ID.matcher(id).matches()) {
      throw CarouselException.usage("NAME is no id that a plugin can have.")
          .expected("lower-case words of letters and digits joined by hyphens, a letter first")
          .found("'" + id + "'")
          .mend("carousel new " + kind.word() + " " + nearest(kind, id))
          .build();
    }
  }

  /** An id that can be one, of the same letters. */
  private static String nearest(StarterKind kind, String name) {
    String words =
        name.replaceAll("(\\p{Ll}|\\d)(\\p{Lu})", "$1-$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String first = words.replaceFirst("^([0-9]+)-?(.*)$", "$2-$1").replaceAll("^-+|-+$", "");
    return ID.matcher(first).matches() ? first : "my-" + kind.word();
  }

  private static void requirePackage(StarterKind kind, String pack) {
    String[] parts = pack.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      if (SourceVersion.isKeyword(parts[i])) {
        parts[i] += kind.word();
        throw wrongPackage(pack)
            .found("'" + pack + "', of which a part is a keyword of Java")
            .mend("--package " + String.join(".", parts))
            .build();
      }
      if (!PART.matcher(parts[i]).matches()) {
        String usable = pack.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.]", "");
        boolean isUsable = Stream.of(usable.split("\\.", -1)).allMatch(StarterNames::isPart);
        throw wrongPackage(pack)
            .found("'" + pack + "'")
            .mend("--package " + (isUsable ? usable : usualPackage(kind, "my-" + kind.word())))
            .build();
      }
    }
    if ((pack + ".").startsWith("java.") || (pack + ".").startsWith("dev.carousel.")) {
      throw wrongPackage(pack)
          .found(
              "'" + pack + "', which belongs to " + (parts[0].equals("java") ? "Java" : "Carousel"))
          .mend("--package " + usualPackage(kind, "my-" + kind.word()))
          .build();
    }
  }

  private static boolean isPart(String part) {
    return PART.matcher(part).matches() && !SourceVersion.isKeyword(part);
  }

  private static CarouselException.Builder wrongPackage(String pack) {
    return CarouselException.usage("--package is no package that the project can have.")
        .expected("lower-case Java names joined by dots, such as com.example.mycell");
  }

  /** A class of the name of one of Carousel's would hide that one. */
  private static void requireOwnClass(StarterKind kind, StarterNames names) {
    String name = names.plugin(kind);
    try {
      Class.forName(kind.plugin().service().getPackageName() + "." + name);
    } catch (ClassNotFoundException none) {
      return;
    }
    throw CarouselException.usage("NAME gives a class that Carousel has already, " + name + ".")
        .expected("another name")
        .found("'" + names.id() + "'")
        .mend("carousel new " + kind.word() + " my-" + names.id())
        .build();
  }
}
