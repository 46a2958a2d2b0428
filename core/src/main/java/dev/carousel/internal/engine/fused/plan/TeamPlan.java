package dev.carousel.internal.engine.fused.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a team of threads shares the instructions of a step: each member computes some columns of
 * each result. All meet only where one needs what another has computed, or would overwrite what
 * another still reads. Each element is computed by the same operations as by one thread, so no bit
 * depends on the number of members.
 */
public final class TeamPlan {
  /** The most members: one bit of a long is for each. */
  public static final int MOST = Long.SIZE;

  private final List<Turn> turns;

  /** An instruction of the step, shared. */
  private record Turn(List<List<Instruction>> shares) {
    static Turn of(Instruction whole, int units, int members) {
      List<List<Instruction>> shares = new ArrayList<>();
      for (int member = 0; member < members; member++) {
        shares.add(share(whole, units, members, member));
      }
      return new Turn(shares);
    }

    private static List<Instruction> share(Instruction whole, int units, int members, int member) {
      if (whole.columns() == 0) {
        return member == 0 ? List.of(whole) : List.of();
      }
      return Columns.share(whole.columns(), units, members, member).stream()
          .map(whole::of)
          .toList();
    }

    boolean crosses(Footprints footprints) {
      return IntStream.range(0, shares.size())
          .anyMatch(m -> shares.get(m).stream().anyMatch(s -> footprints.crosses(m, s)));
    }

    void leave(Footprints footprints) {
      for (int member = 0; member < shares.size(); member++) {
        for (Instruction share : shares.get(member)) {
          footprints.leave(member, share);
        }
      }
    }
  }

  private final boolean[] meets;

  private TeamPlan(List<Turn> turns) {
    this.turns = turns;
    meets = new boolean[turns.size()];
  }

  /**
   * Shares a step.
   *
   * @param buffers of the places
   * @param step its instructions, in their order
   * @param units the size of the layer
   * @param members how many share it, at most {@link #MOST}
   */
  public static TeamPlan of(
      List<BufferSpec> buffers, List<Instruction> step, int units, int members) {
    TeamPlan plan = new TeamPlan(step.stream().map(i -> Turn.of(i, units, members)).toList());
    if (members == 1) {
      return plan;
    }
    Footprints footprints = new Footprints(buffers);
    boolean isFirst = true;
    while (plan.addMeetings(footprints) || isFirst) { // twice at least: a step follows a step
      isFirst = false;
      footprints.step();
    }
    return plan;
  }

  /** Whether one more step needs meetings that are not there yet; they are there now. */
  private boolean addMeetings(Footprints footprints) {
    boolean isNew = false;
    for (int i = 0; i < turns.size(); i++) {
      boolean needed = turns.get(i).crosses(footprints);
      isNew |= needed && !meets[i];
      meets[i] |= needed;
      if (meets[i]) {
        footprints.clear();
      }
      turns.get(i).leave(footprints);
    }
    return isNew;
  }

  /** The number of instructions of the step. */
  public int size() {
    return turns.size();
  }

  /** Whether all members meet before they go on to the i-th instruction. */
  public boolean meetsBefore(int i) {
    return meets[i];
  }

  /** The number of meetings of a step. */
  public int meetings() {
    return (int) IntStream.range(0, size()).filter(this::meetsBefore).count();
  }

  /** What all members do. */
  public List<Instruction> all() {
    return turns.stream().flatMap(turn -> turn.shares().stream()).flatMap(List::stream).toList();
  }

  /** What a member does of the i-th instruction. */
  public List<Instruction> share(int i, int member) {
    return turns.get(i).shares().get(member);
  }
}
