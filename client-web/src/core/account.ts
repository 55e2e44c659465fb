/** The signed-in therapist, as far as this page knows. The sign-in itself is a cookie no script sees. */
import type { AcceptColleagueLink, Login, Setup, Therapist } from "../protocol";
import { api } from "./api";
import { createStore } from "./store";

const store = createStore<Therapist | null>(null);

export const account = {
  state: store,
  async refresh(): Promise<Therapist> {
    return remember(await api.me());
  },
  async signIn(login: Login): Promise<Therapist> {
    return remember(await api.login(login));
  },
  async setUp(setup: Setup): Promise<Therapist> {
    return remember(await api.setup(setup));
  },
  async acceptColleague(accept: AcceptColleagueLink): Promise<Therapist> {
    return remember(await api.acceptColleague(accept));
  },
  async signOut(): Promise<void> {
    await api.logout();
    store.set(null);
  },
  forget(): void {
    store.set(null);
  },
};

function remember(therapist: Therapist): Therapist {
  store.set(therapist);
  return therapist;
}
