import { Injectable } from '@nestjs/common';

export interface FollowUp {
  text: string;
  href: string;
}

type Find = (pointIds: readonly string[]) => Promise<ReadonlyMap<string, FollowUp>>;

/** Lets rooms that partnerships do not know say what became of the points of a reply. */
@Injectable()
export class ReplyFollowUps {
  private readonly rooms: Find[] = [];

  /** Called once, when the room's module starts. */
  register(find: Find): void {
    this.rooms.push(find);
  }

  /** By point; those of which nothing came are missing. */
  async of(pointIds: readonly string[]): Promise<ReadonlyMap<string, FollowUp>> {
    const found = await Promise.all(this.rooms.map((find) => find(pointIds)));
    return new Map(found.flatMap((each) => [...each]));
  }
}
