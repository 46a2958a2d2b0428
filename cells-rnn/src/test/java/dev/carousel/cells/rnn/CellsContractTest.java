package dev.carousel.cells.rnn;

import dev.carousel.testkit.NamedCellContract;
import org.junit.jupiter.params.provider.ValueSource;

/** The cells of this module, with each option that changes the equations. */
@ValueSource(
    strings = {
      "rnn",
      "rnn:activation=relu",
      "rnn:activation=identity",
      "gru",
      "gru-reset-before",
      "ugrnn",
      "mgu:chrono=20",
      "minimal:chrono=20",
      "star",
      "star:variant=code,chrono=20,gain=0.5",
      "brc:keep-bias=1",
      "nbrc:keep-bias=1",
      "cfn",
      "cfn:chrono=20",
      "fastrnn",
      "fastgrnn",
      "fastgrnn:chrono=20,gain=2",
      "mut1:keep-bias=1",
      "mut2:keep-bias=1",
      "mut3:chrono=20",
      "mingru:candidate=plain",
      "mingru:chrono=20",
      "sru:keep-bias=1",
      "sru:chrono=20,highway-bias=-2",
      "qrnn:pooling=f,window=1,keep-bias=1",
      "qrnn:pooling=f,keep-bias=1",
      "qrnn:keep-bias=1",
      "qrnn:pooling=ifo,chrono=20",
      "qrnn:pooling=ifo,window=1,keep-bias=1",
      "lru",
      "rg-lru",
      "rg-lru:heads=1",
      "lmu:order=6,theta=10",
      "lmu:order=1,theta=3.5",
      "irnn",
      "rin",
      "indrnn",
      "indrnn:activation=tanh,low=-1,longest-lag=50,magnitude=3",
      "indrnn:activation=identity,clamp=true",
      "antisymmetric:eps=0.4,gamma=0.3",
      "antisymmetric:eps=0.4,gamma=0.3,gated=true",
      "cornn:dt=0.35,gamma=1.7,epsilon=0.6",
      "unicornn:dt=0.45,alpha=2.3",
      "lem:dt=0.5",
      "householder:reflections=3",
      "householder:reflections=3,activation=relu",
      "householder:reflections=3,activation=modrelu",
      "householder:reflections=2,activation=identity"
    })
class CellsContractTest extends NamedCellContract {}
