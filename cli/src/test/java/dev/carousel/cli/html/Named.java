package dev.carousel.cli.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A part of a report with the name that a page should give it.
 *
 * @param network the run that it is of
 */
record Named(String name, JsonNode node, JsonNode network) {
  JsonNode at(String pointer) {
    return node.at(pointer);
  }

  static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static List<Named> networks(JsonNode report) {
    return each(report.get("runs"))
        .map(run -> new Named(run.get("name").textValue(), run, run))
        .toList();
  }

  /** Layers are named where a network has several. */
  static List<Named> layers(JsonNode report) {
    return networks(report).stream()
        .flatMap(
            n -> each(n.at("/layers")).map(l -> new Named(nameOf(n, l.get("name")), l, n.node)))
        .toList();
  }

  private static String nameOf(Named network, JsonNode layer) {
    boolean isOnly = network.at("/layers").size() == 1;
    return isOnly ? network.name : network.name + " " + layer.textValue();
  }

  /** What a list in the layers has, named by the layer and by this key. */
  static List<Named> inLayers(JsonNode report, String list, String key) {
    return layers(report).stream()
        .flatMap(
            l ->
                each(l.at("/" + list))
                    .map(n -> new Named(l.name + " " + n.get(key).textValue(), n, l.network)))
        .toList();
  }

  static List<Named> states(JsonNode report) {
    return inLayers(report, "states", "state");
  }

  /** What a list of the networks has of their states, named by layer and state. */
  static List<Named> ofStates(JsonNode report, String list) {
    return networks(report).stream()
        .flatMap(
            n ->
                each(n.at(list))
                    .map(
                        s ->
                            new Named(
                                nameOf(n, s.get("layer")) + " " + s.get("state").textValue(),
                                s,
                                n.node)))
        .toList();
  }

  /** A parameter's name, without the layer where there is but one. */
  static String parameter(JsonNode network, JsonNode parameter) {
    JsonNode layers = network.get("layers");
    String prefix = layers.get(0).get("name").textValue() + "/";
    String name = parameter.textValue();
    return layers.size() == 1 && name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
