package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An optimizer for each group of parameters, and one for the rest. A slot has the tensors of all
 * groups that have a slot of its name.
 *
 * @param rest of the parameters that belong to no group
 */
record GroupedOptimizer(List<Member> members, Optimizer rest) implements Optimizer {
  /**
   * A group and its optimizer.
   *
   * @param rateFactor on its step size
   */
  record Member(ParameterGroup group, Optimizer optimizer, double rateFactor) {}

  /** One optimizer at work on its parameters. */
  private record Share(String part, Optimizer optimizer, double rateFactor, Set<String> names) {}

  private List<Share> shares(NamedTensors parameters) {
    return shares(parameters.names());
  }

  private List<Share> shares(Set<String> names) {
    Set<String> left = new LinkedHashSet<>(names);
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Set<String> own = new LinkedHashSet<>(left);
      own.removeIf(name -> !member.group().matches(name));
      left.removeAll(own);
      shares.add(new Share("group" + i, member.optimizer(), member.rateFactor(), own));
    }
    shares.add(new Share("rest", rest, 1, left));
    return shares;
  }

  @Override
  public OptimizerState init(NamedTensors parameters) {
    List<Share> shares = shares(parameters);
    for (int i = 0; i < members.size(); i++) {
      if (shares.get(i).names().isEmpty()) {
        throw empty(members.get(i).group(), parameters.names());
      }
    }
    Map<String, Map<String, Tensor>> slots = new LinkedHashMap<>();
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Share share : shares) {
      OptimizerState own = share.optimizer().init(parameters.only(share.names()));
      own.slots()
          .forEach(
              (slot, tensors) ->
                  slots.computeIfAbsent(slot, s -> new LinkedHashMap<>()).putAll(tensors.asMap()));
      own.numbers().forEach((name, value) -> numbers.put(share.part() + "/" + name, value));
    }
    Map<String, NamedTensors> all = new LinkedHashMap<>();
    slots.forEach((slot, tensors) -> all.put(slot, new NamedTensors(tensors)));
    return new OptimizerState(0, all, numbers);
  }

  private static CarouselException empty(ParameterGroup group, Set<String> names) {
    boolean isTaken = names.stream().anyMatch(group::matches);
    if (isTaken) {
      return CarouselException.usage("A group of parameters has none left.")
          .expected("a parameter that matches '" + group.pattern() + "' and no earlier group")
          .found("only parameters of earlier groups")
          .where("group " + group)
          .mend("name this group before the others, or leave it out")
          .build();
    }
    Set<String> patterns = new TreeSet<>(names);
    for (String name : names) {
      patterns.add(NamedTensors.groupOf(name) + "/*");
      patterns.add("*" + name.substring(name.lastIndexOf('.')));
    }
    return CarouselException.usage("A group of parameters is empty.")
        .expected("a pattern that matches the name of a parameter")
        .found("'" + group.pattern() + "'")
        .where("group " + group)
        .mend(NearestWord.hint(group.pattern(), patterns))
        .build();
  }

  @Override
  public void update(
      OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
    for (Share share : shares(parameters)) {
      share
          .optimizer()
          .update(
              state.part(share.part(), share.names()),
              parameters.only(share.names()),
              gradients.only(share.names()),
              rateFactor * share.rateFactor());
    }
    state.advance();
  }

  @Override
  public NamedTensors evaluated(OptimizerState state, NamedTensors parameters) {
    Map<String, Tensor> evaluated = new LinkedHashMap<>(parameters.asMap());
    boolean isOther = false;
    for (Share share : shares(parameters)) {
      NamedTensors own = parameters.only(share.names());
      OptimizerState part = state.part(share.part(), share.names());
      NamedTensors found = share.optimizer().evaluated(part, own);
      isOther |= found != own;
      evaluated.putAll(found.asMap());
    }
    return isOther ? new NamedTensors(evaluated) : parameters;
  }

  /** Each part of the state keeps its own. */
  @Override
  public long scratchBytes(Map<String, int[]> shapes) {
    long bytes = 0;
    for (Share share : shares(shapes.keySet())) {
      Map<String, int[]> own = new LinkedHashMap<>(shapes);
      own.keySet().retainAll(share.names());
      bytes += share.optimizer().scratchBytes(own);
    }
    return bytes;
  }
}
