package dev.carousel.model;

/** How cells and losses are named that no plugin provides. */
final class ClassNames {
  private ClassNames() {}

  /** The simple name, with those of the classes around it; a lambda's is that of its class. */
  static String of(Class<?> type) {
    String name = type.getName();
    int lambda = name.indexOf("$$"); // the class of a lambda is made while the program runs
    String written = lambda < 0 ? name : name.substring(0, lambda);
    String simple = written.substring(Math.max(written.lastIndexOf('.'), 0)).replace(".", "");
    return simple.replace('$', '.') + (lambda < 0 ? "" : ".lambda");
  }

  /**
   * How a provider of it could be named.
   *
   * @param usual for a class without a name
   */
  static String ofProvider(Class<?> type, String usual) {
    boolean isNamed = !type.getSimpleName().isEmpty() && !of(type).endsWith(".lambda");
    return (isNamed ? type.getSimpleName() : usual) + "Provider";
  }
}
