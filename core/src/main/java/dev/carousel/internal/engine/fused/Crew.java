package dev.carousel.internal.engine.fused;

/**
 * The work of a shard, for each member of a team. The steps of a block are shared by time before
 * and after the loop, and by columns in it.
 *
 * @param before what each member runs before the loop, over its steps; likewise {@code after}
 * @param loop what each member runs at every step, meetings included
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record Crew(Team team, Work[][] before, Work[][] loop, Work[][] after) {
  int members() {
    return team.members();
  }

  void meet(int member) {
    team.meet(member);
  }

  /** The first of a member's steps, of some that are shared by time. */
  int firstOf(int member, int steps) {
    return (int) ((long) steps * member / members());
  }
}
